-module(fork_join_create).
-export([run/2]).

run(Size, _Count) ->
    Main = self(),
    Start = erlang:monotonic_time(nanosecond),
    create(Main, Size),
    bench:since(Start, Size, join(Size, 0)).

create(_Main, 0) -> ok;
create(Main, Size) ->
    Worker = spawn(fun() -> receive {work, From} -> From ! done end end),
    Worker ! {work, Main},
    create(Main, Size - 1).

join(Size, Size) -> Size;
join(Size, Done) -> receive done -> join(Size, Done + 1) end.
