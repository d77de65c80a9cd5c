using System.Text.Json.Nodes;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>What the profile log-adapter makes of lines, shown with Fluent Bit itself.</summary>
[Collection(FluentBitPrograms.Name)]
public sealed class LogAdapterTests
{
    private const string Program = "fluent-bit";

    [OptionalProgramFact(Program)]
    public async Task Fields_are_renamed_removed_redacted_and_added()
    {
        var printed = await AdaptAsync(
            """
            {"msg":"paid","lvl":"info","email":"ada@example.org","session":"x","team":"own","when":"2026-11-21T06:01:02.250+0000"}
            {"msg":"left","nested":{"email":"eve@example.org"}}

            """,
            2,
            ("format", "json"), ("rename", "msg=message, lvl=level, email=mail"), ("remove", "session"), ("redact", "mail, absent"), ("add", "team=shop"),
            ("timeField", "when"), ("timeFormat", "%Y-%m-%dT%H:%M:%S.%L%z"));

        Fields(printed[0]).ShouldBe("level=info mail=[redacted] message=paid team=own when=2026-11-21T06:01:02.250+0000");
        ((string)printed[0]["date"]!).ShouldStartWith("2026-11-21T06:01:02.25");
        Fields(printed[1]).ShouldBe("message=left nested={\"email\":\"eve@example.org\"} team=shop");
    }

    [OptionalProgramFact(Program)]
    public async Task Lines_of_an_access_log_have_numbers_and_their_own_time()
    {
        var printed = await AdaptAsync(
            "10.0.0.7 - ada [21/Nov/2025:06:01:02 +0000] \"GET /cart?id=7 HTTP/1.1\" 200 512 \"https://shop/\" \"curl/8\"\n::1 - - [21/Nov/2025:06:01:03 +0000] \"POST / HTTP/2.0\" 302 -\n",
            2,
            ("format", "access"), ("redact", "client"));

        Fields(printed[0]).ShouldBe("agent=curl/8 bytes=512 client=[redacted] method=GET path=/cart?id=7 referer=https://shop/ status=200 time=21/Nov/2025:06:01:02 +0000 user=ada");
        printed[0]["status"]!.GetValueKind().ShouldBe(System.Text.Json.JsonValueKind.Number);
        printed.Select(record => ((string)record["date"]!)[..19]).ShouldBe(["2025-11-21T06:01:02", "2025-11-21T06:01:03"]);
    }

    [OptionalProgramFact(Program)]
    public async Task Lines_of_log4j_with_their_traces_are_one_record_each()
    {
        var printed = await AdaptAsync(
            "2026-11-21 06:01:02,123 [main] ERROR it broke\n\tat Shop.run(Shop.java:7)\n\tat Shop.main(Shop.java:3)\n2026-11-21 06:01:03,000 INFO ready\n",
            2,
            ("format", "log4j"), ("multilineStart", @"^\d{4}-\d{2}-\d{2}"), ("rename", "level=severity"));

        ((string)printed[0]["severity"]!).ShouldBe("ERROR");
        ((string)printed[0]["message"]!).ShouldBe("it broke\n\tat Shop.run(Shop.java:7)\n\tat Shop.main(Shop.java:3)");
        ((string)printed[0]["thread"]!).ShouldBe("main");
        ((string)printed[1]["message"]!).ShouldBe("ready");
    }

    [OptionalProgramFact(Program)]
    public async Task No_line_of_a_record_is_lost_by_an_expression_or_a_format_of_one_line()
    {
        const string Lines = "WARN slow=1 query\n  select 1\nINFO ready=1\n";
        var expression = await AdaptAsync(Lines, 2, ("format", "regex"), ("regex", "^(?<level>[A-Z]+) (?<message>.*)"), ("multilineStart", "[A-Z]"));
        ((string)expression[0]["message"]!).TrimEnd('\n').ShouldBe("slow=1 query\n  select 1");

        var logfmt = await AdaptAsync(Lines, 2, ("format", "logfmt"), ("multilineStart", "[A-Z]"));
        ((string)logfmt[0]["slow"]!).ShouldBe("1");
        ((string)logfmt[0]["log"]!).TrimEnd('\n').ShouldBe("WARN slow=1 query\n  select 1");
    }

    [OptionalProgramFact(Program)]
    public async Task Lines_of_syslog_and_of_an_expression_of_ones_own_are_read()
    {
        var syslog = await AdaptAsync("<34>Nov 21 06:01:02 web sshd[411]: session opened\nNov  1 06:01:02 web cron: done\n", 2, ("format", "syslog"));
        Fields(syslog[0]).ShouldBe("host=web message=session opened pid=411 priority=34 program=sshd time=Nov 21 06:01:02");
        ((string)syslog[0]["date"]!).ShouldContain("-11-21T06:01:02");
        Fields(syslog[1]).ShouldBe("host=web message=done program=cron time=Nov  1 06:01:02");

        var own = await AdaptAsync("WARN slow \"query\"\nno match\n", 2, ("format", "regex"), ("regex", "^(?<level>[A-Z]+) (?<message>.*)"), ("redact", "message"));
        Fields(own[0]).ShouldBe("level=WARN message=[redacted]");
        Fields(own[1]).ShouldBe("log=no match");
    }

    private static async Task<IReadOnlyList<JsonObject>> AdaptAsync(string lines, int count, params (string Name, string Value)[] parameters)
    {
        using var pod = await LocalPod.CreateAsync("log-adapter", parameters);
        pod.Write("/var/log/app/app.log", lines);
        await using var fluentBit = await RunningFluentBit.StartAsync(pod, "log-adapter");
        var printed = await fluentBit.PrintedAsync(count);
        printed.Count.ShouldBe(count);
        return printed;
    }

    private static string Fields(JsonObject record) => string.Join(
        ' ', record.Where(field => field.Key is not ("date" or "file")).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={(field.Value is JsonObject nested ? nested.ToJsonString() : field.Value)}"));
}
