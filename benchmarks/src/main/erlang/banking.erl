-module(banking).
-export([run/2]).

run(Size, Count) ->
    Teller = self(),
    Accounts = list_to_tuple([spawn(fun() -> account(0, 0) end) || _ <- lists:seq(1, Size)]),
    Transfers = transfers(rand:seed_s(exsp, Size), Size, Count),
    Start = erlang:monotonic_time(nanosecond),
    [element(From, Accounts) ! {move, Amount, element(To, Accounts), Teller}
     || {From, To, Amount} <- Transfers],
    moved(Count),
    {Nanos, _, _, _} = bench:since(Start, Count, 0),
    [Account ! {close, Teller} || Account <- tuple_to_list(Accounts)],
    Sums = [receive {statement, Balance, Bookings} -> Balance + Bookings end
            || _ <- lists:seq(1, Size)],
    {Nanos, Count, lists:sum(Sums), 0}.

moved(0) -> ok;
moved(Count) -> receive moved -> moved(Count - 1) end.

%% The other one always has a higher number, so that no two accounts wait for each other.
transfers(_, _, 0) -> [];
transfers(Random, Size, Count) ->
    {From, R1} = rand:uniform_s(Size * 8 div 10, Random),
    {Further, R2} = rand:uniform_s(Size - From, R1),
    {Amount, R3} = rand:uniform_s(1000, R2),
    [{From, From + Further, Amount} | transfers(R3, Size, Count - 1)].

account(Balance, Bookings) ->
    receive
        {move, Amount, To, Teller} ->
            ok = call:call(To, {deposit, Amount}),
            Teller ! moved,
            account(Balance - Amount, Bookings + 1);
        {{deposit, Amount}, From} ->
            call:reply(From, ok),
            account(Balance + Amount, Bookings + 1);
        {close, From} ->
            From ! {statement, Balance, Bookings}
    end.
