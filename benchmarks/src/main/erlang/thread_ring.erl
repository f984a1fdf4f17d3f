-module(thread_ring).
-export([run/2]).

run(Size, Count) ->
    Main = self(),
    First = spawn(fun() -> receive {next, Next} -> member(0, Next, Main) end end),
    Next = lists:foldl(fun(Position, After) ->
                               spawn(fun() -> member(Position, After, Main) end)
                       end, First, lists:seq(Size - 1, 1, -1)),
    First ! {next, Next},
    Start = erlang:monotonic_time(nanosecond),
    First ! {token, Count},
    receive
        {last, Position} ->
            Measured = bench:since(Start, Count, Position),
            First ! stop,
            Measured
    end.

member(Position, Next, Main) ->
    receive
        {token, 0} -> Main ! {last, Position}, member(Position, Next, Main);
        {token, HopsLeft} -> Next ! {token, HopsLeft - 1}, member(Position, Next, Main);
        stop -> Next ! stop
    end.
