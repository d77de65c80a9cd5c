using System.Globalization;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>What the profile logging does while its host is unreachable, shown with Fluent Bit itself.</summary>
[Collection(FluentBitPrograms.Name)]
public sealed class LoggingOutageTests
{
    private const string Program = "fluent-bit";

    [OptionalProgramFact(Program)]
    public async Task Lines_wait_on_disk_even_through_a_restart()
    {
        await using var receiver = await LogReceiver.StartAsync();
        receiver.IsAway = true;
        using var pod = await PodAsync(receiver, ("retries", "6"));
        pod.Write("/var/log/app/app.log", "first\nsecond\n");
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        await Eventually.HoldsAsync(() => receiver.Refused > 0, () => fluentBit.Log);

        await fluentBit.StopAsync();
        receiver.IsAway = false;
        await fluentBit.StartAgainAsync();

        (await fluentBit.ArrivedAsync(receiver, requests => requests.Count > 0)).SelectMany(request => request.Lines)
            .Select(LoggingFilesTests.Text).ShouldBe(["first", "second"]);
    }

    [OptionalProgramFact(Program)]
    public async Task Of_more_lines_than_the_disk_may_hold_the_newest_are_kept()
    {
        const int Count = 200_000, Limit = 8_000_000;
        await using var receiver = await LogReceiver.StartAsync();
        receiver.IsAway = true;
        using var pod = await PodAsync(receiver, ("bufferMegabytes", "8"));
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        pod.Write("/var/log/app/app.log", string.Concat(Enumerable.Range(0, Count).Select(Line)));
        await Eventually.HoldsAsync(() => receiver.Refused > 3, () => fluentBit.Log);

        pod.Write("/var/log/app/app.log", "last\n");
        receiver.IsAway = false;
        var requests = await fluentBit.ArrivedAsync(receiver, requests => requests.Any(request => request.Text.Contains("\"last\"", StringComparison.Ordinal)));

        Directory.GetFiles(pod.VolumeFolder("injector-flb-state"), "*.flb", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length)
            .ShouldBeLessThan(Limit + (2 * 2_200_000));
        requests.SelectMany(request => request.Lines).Select(LoggingFilesTests.Text).ShouldNotContain(Line(0).TrimEnd());
    }

    private static string Line(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} of many lines, each as long as a line of an application that tells a little of what it does\n");

    private static Task<LocalPod> PodAsync(LogReceiver receiver, params (string Name, string Value)[] parameters) => LocalPod.CreateAsync(
        "logging", [("output", "http"), ("host", "localhost"), ("port", receiver.Port.ToString(CultureInfo.InvariantCulture)), .. parameters]);
}
