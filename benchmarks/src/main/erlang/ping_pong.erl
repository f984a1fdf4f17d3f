-module(ping_pong).
-export([run/2]).

run(_Size, Count) ->
    Main = self(),
    Start = erlang:monotonic_time(nanosecond),
    Ponging = spawn(fun ponging/0),
    spawn(fun() -> pinging(Ponging, Main, 0, Count) end),
    receive {done, Pongs} -> bench:since(Start, 2 * Count, Pongs) end.

ponging() ->
    receive
        {ping, From} -> From ! pong, ponging();
        stop -> ok
    end.

pinging(Ponging, Main, Count, Count) ->
    Ponging ! stop,
    Main ! {done, Count};
pinging(Ponging, Main, Pongs, Count) ->
    Ponging ! {ping, self()},
    receive pong -> pinging(Ponging, Main, Pongs + 1, Count) end.
