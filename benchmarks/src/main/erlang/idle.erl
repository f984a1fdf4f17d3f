-module(idle).
-export([run/2]).

run(Size, _Count) ->
    Main = self(),
    Before = memory(),
    Processes = [spawn(fun() -> idle(Main) end) || _ <- lists:seq(1, Size)],
    [receive ready -> ok end || _ <- Processes],
    After = memory(),
    [Process ! stop || Process <- Processes],
    Ended = length([receive ended -> ok end || _ <- Processes]),
    {Bytes, Resident} = difference(Before, After),
    {Bytes, Size, Ended, Resident}.

idle(Main) ->
    Main ! ready,
    receive stop -> Main ! ended end.

%% What this process itself holds, a list of pids and used messages, is not of the idle ones.
memory() ->
    garbage_collect(),
    {memory, Own} = process_info(self(), memory),
    {erlang:memory(processes) - Own, resident()}.

difference({Bytes1, Resident1}, {Bytes2, Resident2}) -> {Bytes2 - Bytes1, Resident2 - Resident1}.

resident() ->
    case file:read_file("/proc/self/status") of
        {ok, Status} ->
            {match, [Kilobytes]} =
                re:run(Status, "VmRSS:\\s*(\\d+)", [{capture, all_but_first, list}]),
            list_to_integer(Kilobytes) * 1024;
        {error, _} -> 0
    end.
