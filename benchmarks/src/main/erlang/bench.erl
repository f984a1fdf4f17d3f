%% Runs one program over and over until it is warm, then measures, and prints one line. The same in
%% Java: RunProgram.
-module(bench).
-export([main/1, since/3]).

main([Name, Size, Count, WarmUpSize, WarmUpCount, WarmUp, Measure]) ->
    Module = list_to_atom(Name),
    Number = fun erlang:list_to_integer/1,
    runs(Module, Number(WarmUpSize), Number(WarmUpCount), Number(WarmUp)),
    %% At least once.
    First = run(Module, Number(Size), Number(Count)),
    Rest = runs(Module, Number(Size), Number(Count), Number(Measure) - spent(First)),
    {Value, Operations, Result, Resident} = median([First | Rest]),
    io:format("{\"value\":~b,\"operations\":~b,\"result\":~b,\"resident\":~b}~n",
              [Value, Operations, Result, Resident]),
    halt(0).

runs(Module, Size, Count, Millis) ->
    runs_until(Module, Size, Count, now_millis() + Millis, []).

runs_until(Module, Size, Count, Until, Done) ->
    case now_millis() < Until of
        true -> runs_until(Module, Size, Count, Until, [run(Module, Size, Count) | Done]);
        false -> Done
    end.

now_millis() -> erlang:monotonic_time(millisecond).

spent({Value, _, _, 0}) -> Value div 1000000;
spent(_) -> 0.

%% In a process of its own: an empty mailbox and a new heap each time.
run(Module, Size, Count) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({done, Module:run(Size, Count)}) end),
    receive
        {'DOWN', Ref, process, Pid, {done, Measured}} -> Measured
    end.

median(Runs) -> lists:nth(length(Runs) div 2 + 1, lists:sort(Runs)).

%% What a program returns: nanoseconds since Start, a number of operations, a result, no memory.
since(Start, Operations, Result) ->
    {erlang:monotonic_time(nanosecond) - Start, Operations, Result, 0}.
