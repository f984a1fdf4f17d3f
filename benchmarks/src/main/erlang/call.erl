%% Asks as gen_server:call does: a monitor that is also the address of one answer.
-module(call).
-export([run/2, call/2, call/3, reply/2]).

run(Size, Count) ->
    [self() ! {normal, Number} || Number <- lists:seq(1, Size)],
    Server = spawn(fun server/0),
    Start = erlang:monotonic_time(nanosecond),
    Answers = ask(Server, Count, 0),
    Measured = bench:since(Start, Count, Answers),
    Server ! stop,
    Measured.

ask(_Server, 0, Answers) -> Answers;
ask(Server, Count, Answers) ->
    answer = call(Server, ask),
    ask(Server, Count - 1, Answers + 1).

server() ->
    receive
        {ask, From} -> reply(From, answer), server();
        stop -> ok
    end.

call(To, Request) -> call(To, Request, 5000).

call(To, Request, Timeout) ->
    Ref = monitor(process, To, [{alias, demonitor}]),
    To ! {Request, Ref},
    receive
        {Ref, Answer} -> demonitor(Ref, [flush]), Answer;
        {'DOWN', Ref, process, _, Reason} -> exit(Reason)
    after Timeout ->
        demonitor(Ref, [flush]),
        receive {Ref, Answer} -> Answer after 0 -> timeout end
    end.

reply(From, Answer) -> From ! {From, Answer}.
