-module(fork_join_throughput).
-export([run/2]).

run(Size, Count) ->
    Main = self(),
    Start = erlang:monotonic_time(nanosecond),
    Workers = [spawn(fun() -> worker(0, Count, Main) end) || _ <- lists:seq(1, Size)],
    send(Workers, Count),
    Works = lists:sum([receive {done, Works} -> Works end || _ <- Workers]),
    bench:since(Start, Size * Count, Works).

send(_Workers, 0) -> ok;
send(Workers, Count) ->
    lists:foreach(fun(Worker) -> Worker ! work end, Workers),
    send(Workers, Count - 1).

worker(Count, Count, Main) -> Main ! {done, Count};
worker(Works, Count, Main) -> receive work -> worker(Works + 1, Count, Main) end.
