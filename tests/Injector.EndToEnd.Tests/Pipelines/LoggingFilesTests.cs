using System.Globalization;
using System.Text.Json.Nodes;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>What the profile logging reads, shown with Fluent Bit itself.</summary>
[Collection(FluentBitPrograms.Name)]
public sealed class LoggingFilesTests
{
    private const string Program = "fluent-bit";

    [OptionalProgramFact(Program)]
    public async Task Lines_of_all_directories_are_printed_once_and_say_where_they_are_from()
    {
        using var pod = await LocalPod.CreateAsync("logging", ("path2", "/srv/audit"), ("path3", "/opt/batch/logs"), ("pattern", "*.log, access/*.txt"));
        pod.Write("/var/log/app/app.log", "old\n");
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        pod.Write("/srv/audit/access/a.txt", "of a folder below\n");
        pod.Write("/opt/batch/logs/late.log", "of a late file\n");
        pod.Write("/opt/batch/logs/other.json", "not asked for\n");
        pod.Write("/var/log/app/app.log", "new\n");

        var printed = await fluentBit.PrintedAsync(4);

        printed.Select(Text).ShouldBe(["old", "of a folder below", "of a late file", "new"], ignoreOrder: true);
        printed.ShouldAllBe(record => Origin(record) == "store/shop-7/web on node-3");
        ((string)printed.Single(record => Text(record) == "of a late file")["file"]!).ShouldEndWith("/late.log");
    }

    [OptionalProgramFact(Program)]
    public async Task After_a_restart_no_line_comes_twice_and_none_is_left_out()
    {
        using var pod = await LocalPod.CreateAsync("logging");
        pod.Write("/var/log/app/app.log", Lines(0, 100));
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        await fluentBit.PrintedAsync(100);

        await fluentBit.StopAsync();
        pod.Write("/var/log/app/app.log", Lines(100, 200));
        await fluentBit.StartAgainAsync();
        pod.Write("/var/log/app/app.log", Lines(200, 300));

        (await fluentBit.PrintedAsync(300)).Select(Text).ShouldBe(Lines(0, 300).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [OptionalProgramFact(Program)]
    public async Task Rotation_by_renaming_loses_nothing()
    {
        const int Rotations = 4, Each = 500;
        using var pod = await LocalPod.CreateAsync("logging");
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        for (var rotation = 0; rotation < Rotations; rotation++)
        {
            // A file that is renamed before it was ever seen under its name is nobody's; so one of its lines is waited for.
            var (first, last) = (rotation * Each, (rotation + 1) * Each);
            pod.Write("/var/log/app/app.log", Lines(first, first + 1));
            await fluentBit.PrintedAsync(first + 1);

            pod.Write("/var/log/app/app.log", Lines(first + 1, last - 100));
            File.Move(pod.PathOf("/var/log/app/app.log"), pod.PathOf($"/var/log/app/app.log.{rotation}"));
            pod.Write($"/var/log/app/app.log.{rotation}", Lines(last - 100, last));
        }

        var printed = await fluentBit.PrintedAsync(Rotations * Each);

        printed.Select(Text).ShouldBe(Lines(0, Rotations * Each).Split('\n', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [OptionalProgramFact(Program)]
    public async Task Of_a_line_that_is_too_long_the_beginning_comes_and_then_the_lines_after_it()
    {
        using var pod = await LocalPod.CreateAsync("logging");
        pod.Write("/var/log/app/app.log", $"first\nlong {new string('x', 700_000)}\nlast\n");
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);

        var texts = (await fluentBit.PrintedAsync(3)).Select(Text).ToArray();

        texts.Select(text => text![..4]).ShouldBe(["firs", "long", "last"]);
        texts[1]!.Length.ShouldBeInRange(200_000, 256 * 1024);
    }

    [OptionalProgramFact(Program)]
    public async Task Lines_written_just_before_the_end_are_printed()
    {
        using var pod = await LocalPod.CreateAsync("logging");
        pod.Write("/var/log/app/app.log", "first\n");
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        await fluentBit.PrintedAsync(1);

        pod.Write("/var/log/app/app.log", "last\n");
        await fluentBit.StopAsync();

        fluentBit.Printed.Select(Text).ShouldBe(["first", "last"]);
    }

    internal static string? Text(JsonObject record) => (string?)record["log"];

    internal static string Origin(JsonObject record) => $"{record["namespace"]}/{record["pod"]}/{record["container"]} on {record["node"]}";

    private static string Lines(int from, int to) =>
        string.Concat(Enumerable.Range(from, to - from).Select(number => string.Create(CultureInfo.InvariantCulture, $"line {number}\n")));
}
