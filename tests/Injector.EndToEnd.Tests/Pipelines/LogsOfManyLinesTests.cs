namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>Records of several lines in the profile logging, shown with Fluent Bit itself.</summary>
[Collection(FluentBitPrograms.Name)]
public sealed class LogsOfManyLinesTests
{
    private const string Program = "fluent-bit";
    private const string Trace = "java.lang.IllegalStateException: no stock\n\tat shop.Cart.add(Cart.java:17)\n\tat shop.Main.main(Main.java:3)\nCaused by: java.io.IOException: closed\n\t... 2 more";

    [OptionalProgramFact(Program)]
    public async Task A_stack_trace_is_one_record()
    {
        using var pod = await LocalPod.CreateAsync("logging", ("multiline", "java"));
        pod.Write("/var/log/app/app.log", $"before\n{Trace}\nafter\n");
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);

        (await fluentBit.PrintedAsync(3)).Select(LoggingFilesTests.Text).Select(text => text?.TrimEnd('\n')).ShouldBe(["before", Trace, "after"]);
    }

    [OptionalProgramFact(Program)]
    public async Task A_record_goes_on_until_a_line_begins_as_its_first_and_is_then_parsed()
    {
        using var pod = await LocalPod.CreateAsync("logging", ("multiline", "start"), ("multilineStart", "level=|at="), ("parser", "logfmt"));
        pod.Write("/var/log/app/app.log", "level=info msg=one\nat=noon msg=two\n  code=7\nlevel=warn msg=three\n");
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);

        var printed = await fluentBit.PrintedAsync(3);

        printed.Select(record => $"{record["level"]}{record["at"]} {record["msg"]}").ShouldBe(["info one", "noon two", "warn three"]);
        LoggingFilesTests.Text(printed[1]).ShouldNotBeNull().TrimEnd('\n').ShouldBe("at=noon msg=two\n  code=7");
        printed.ShouldAllBe(record => LoggingFilesTests.Origin(record) == "store/shop-7/web on node-3");
    }

    [OptionalProgramFact(Program)]
    public async Task A_line_of_json_becomes_the_record()
    {
        using var pod = await LocalPod.CreateAsync("logging", ("parser", "json"));
        pod.Write("/var/log/app/app.log", """{"level":"info","items":[1,2],"nested":{"a":true}}""" + "\nnot json\n");
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);

        var printed = await fluentBit.PrintedAsync(2);

        printed[0]["nested"]!.ToJsonString().ShouldBe("""{"a":true}""");
        printed[0]["items"]!.ToJsonString().ShouldBe("[1,2]");
        LoggingFilesTests.Text(printed[1]).ShouldBe("not json");
    }
}
