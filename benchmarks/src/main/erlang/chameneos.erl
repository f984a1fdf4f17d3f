-module(chameneos).
-export([run/2]).

run(Size, Count) ->
    Main = self(),
    Start = erlang:monotonic_time(nanosecond),
    Mall = spawn(fun() -> open(Count, Size) end),
    [spawn(fun() -> creature(Mall, colour(Number), 0, Main) end)
     || Number <- lists:seq(0, Size - 1)],
    Meetings = lists:sum([receive {done, Meetings} -> Meetings end || _ <- lists:seq(1, Size)]),
    bench:since(Start, Count, Meetings).

open(0, Creatures) -> closed(Creatures);
open(MeetingsLeft, Creatures) ->
    receive
        {meet, One, ColourOfOne} ->
            receive
                {meet, Other, ColourOfOther} ->
                    One ! {met, ColourOfOther},
                    Other ! {met, ColourOfOne},
                    open(MeetingsLeft - 1, Creatures)
            end
    end.

closed(0) -> ok;
closed(Creatures) -> receive {meet, Creature, _} -> Creature ! closed, closed(Creatures - 1) end.

creature(Mall, Colour, Meetings, Main) ->
    Mall ! {meet, self(), Colour},
    receive
        {met, Other} -> creature(Mall, complement(Colour, Other), Meetings + 1, Main);
        closed -> Main ! {done, Meetings}
    end.

colour(Number) -> element(Number rem 3 + 1, {blue, red, yellow}).

complement(Same, Same) -> Same;
complement(blue, red) -> yellow;
complement(red, blue) -> yellow;
complement(blue, yellow) -> red;
complement(yellow, blue) -> red;
complement(red, yellow) -> blue;
complement(yellow, red) -> blue.
