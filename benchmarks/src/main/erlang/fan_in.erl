-module(fan_in).
-export([run/2]).

run(Size, Count) ->
    Main = self(),
    Each = Count div Size,
    Start = erlang:monotonic_time(nanosecond),
    Receiver = spawn(fun() -> receiver(0, Each * Size, Main) end),
    [spawn(fun() -> send(Receiver, Each) end) || _ <- lists:seq(1, Size)],
    receive {done, Items} -> bench:since(Start, Each * Size, Items) end.

send(_Receiver, 0) -> ok;
send(Receiver, Each) -> Receiver ! {item, Each}, send(Receiver, Each - 1).

receiver(All, All, Main) -> Main ! {done, All};
receiver(Items, All, Main) -> receive {item, _} -> receiver(Items + 1, All, Main) end.
