-module(big).
-export([run/2]).

run(Size, Count) ->
    Main = self(),
    Start = erlang:monotonic_time(nanosecond),
    Workers = [spawn(fun() -> worker(Seed, Main, Count) end) || Seed <- lists:seq(1, Size)],
    All = list_to_tuple(Workers),
    [Worker ! {start, All} || Worker <- Workers],
    Pongs = lists:sum([receive {done, Pongs} -> Pongs end || _ <- Workers]),
    Measured = bench:since(Start, 2 * Size * Count, Pongs),
    [Worker ! stop || Worker <- Workers],
    Measured.

worker(Seed, Main, Count) ->
    receive {start, All} -> ping(rand:seed_s(exsp, Seed), All, 0, Count, Main) end.

ping(Random, All, Count, Count, Main) ->
    Main ! {done, Count},
    loop(Random, All, Count, Count, Main);
ping(Random, All, Pongs, Count, Main) ->
    {Other, Next} = rand:uniform_s(tuple_size(All), Random),
    element(Other, All) ! {ping, self()},
    loop(Next, All, Pongs, Count, Main).

loop(Random, All, Pongs, Count, Main) ->
    receive
        {ping, From} -> From ! pong, loop(Random, All, Pongs, Count, Main);
        pong -> ping(Random, All, Pongs + 1, Count, Main);
        stop -> ok
    end.
