-module(look).
-export([run/2]).

%% Every look walks past all of them, so a few looks tell what one costs.
-define(STEPS, 20000000).

run(Size, Count) ->
    [self() ! {normal, Number} || Number <- lists:seq(1, Size)],
    Looks = min(Count, max(10, ?STEPS div max(1, Size))),
    %% What arrived is taken over. That belongs to the messages.
    look(1, 0),
    Start = erlang:monotonic_time(nanosecond),
    Found = look(Looks, 0),
    Measured = bench:since(Start, Looks, 0),
    {message_queue_len, Length} = process_info(self(), message_queue_len),
    setelement(3, Measured, Length - Found).

look(0, Found) -> Found;
look(Looks, Found) ->
    receive
        urgent -> look(Looks - 1, Found + 1)
    after 0 -> look(Looks - 1, Found)
    end.
