using System.Text.Json.Nodes;
using Injector.Server.Hosting;
using Injector.Server.Observability.Logging;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Tests.Admission;

public sealed class DecisionLogTests
{
    [Fact]
    public async Task Writes_one_line_of_json_a_decision()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { LogFormat = LogFormat.Json });
        using var answer = await webhook.ReviewAsync(
            AdmissionReviews.OfAPod().WithUid("u-7").RequestingFor("log-tail").Annotated("example.org/password", "hunter2").ToBytes());

        var log = await webhook.StopAndReadLogAsync();

        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        var line = lines.Where(line => line["event"]!.GetValue<string>() == "Decided").ShouldHaveSingleItem();
        line.Select(field => field.Key).ShouldBe(
        [
            "time", "level", "event", "category", "result", "namespace", "pod", "reason", "owner", "profiles", "operation", "dryRun", "uid",
            "durationMicroseconds", "patchBytes", "explanation",
        ]);
        line["level"]!.GetValue<string>().ShouldBe("info");
        line["result"]!.GetValue<string>().ShouldBe("injected");
        line["reason"]!.GetValue<string>().ShouldBe("injected");
        line["uid"]!.GetValue<string>().ShouldBe("u-7");
        line["namespace"]!.GetValue<string>().ShouldBe("shop");
        line["pod"]!.GetValue<string>().ShouldBe("web-*");
        line["profiles"]!.GetValue<string>().ShouldBe("log-tail");
        line["operation"]!.GetValue<string>().ShouldBe("CREATE");
        line["dryRun"]!.GetValue<bool>().ShouldBeFalse();
        line["patchBytes"]!.GetValue<int>().ShouldBePositive();
        line["durationMicroseconds"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(0);
        log.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Has_warnings_whole_that_clients_see_cut()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { LogFormat = LogFormat.Json });
        using var answer = await webhook.ReviewAsync(
            AdmissionReviews.OfAPod().RequestingFor("ambassador").Annotated("ambassador.injector.io/upstreams", "orders=tls://orders-db.shop.svc:5432").ToBytes());
        var warning = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["response"]!["warnings"]!.AsArray().Select(text => (string)text!).ShouldHaveSingleItem();

        var log = await webhook.StopAndReadLogAsync();

        warning.ShouldEndWith("…");
        var line = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => JsonNode.Parse(text)!.AsObject()).Single(node => (string)node["event"]! == "Decided");
        ((string)line["explanation"]!).ShouldStartWith(warning[..^1]);
        ((string)line["explanation"]!).Length.ShouldBeGreaterThan(warning.Length);
    }

    [Theory]
    [InlineData(LogFormat.Json)]
    [InlineData(LogFormat.Text)]
    public async Task Stays_short_whatever_the_review_holds(LogFormat format)
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { LogFormat = format });
        var much = new string('y', 300_000);
        var many = string.Join(',', Enumerable.Range(0, 2000).Select(number => $"profile-{number}"));
        byte[][] reviews =
        [
            AdmissionReviews.OfAPod().WithUid(much).In(much).RequestingFor("log-tail").ToBytes(), AdmissionReviews.OfAPod().For(much).ToBytes(),
            AdmissionReviews.OfAPod().RequestingFor(many).ToBytes(), AdmissionReviews.OfAPod().RequestingFor(much).ToBytes(),
            AdmissionReviews.OfAPod().RequestingFor("log-tail").Annotated("log-tail.injector.io/path", much).ToBytes(),
            AdmissionReviews.OfAPod().RequestingFor("log-tail").Annotated($"log-tail.injector.io/{much}", "x").ToBytes(),
        ];

        foreach (var review in reviews)
        {
            using var answer = await webhook.ReviewAsync(review);
            answer.IsSuccessStatusCode.ShouldBeTrue();
        }

        var lines = (await webhook.StopAndReadLogAsync()).Split('\n');
        lines.Length.ShouldBeGreaterThan(reviews.Length);
        lines.Max(line => line.Length).ShouldBeLessThan(8 * 1024);
    }

    [Fact]
    public async Task Says_nothing_of_pods_that_nobody_asked_for_but_at_debug()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().WithUid("u-9").ToBytes());

        (await webhook.StopAndReadLogAsync()).ShouldNotContain("u-9");
    }

    [Fact]
    public async Task Writes_nothing_but_json_where_json_was_asked_for()
    {
        using var stop = new CancellationTokenSource();
        var announced = new StringWriter();
        var options = WebhookUnderTest.Options with { LogFormat = LogFormat.Json, LogLevel = LogLevel.None };

        await stop.CancelAsync();
        await Injector.Server.WebhookHost.RunAsync(options, announced, stop.Token);
        StartupFailure.WriteJson(announced, "no such file\nsecond line", TimeProvider.System);

        var line = announced.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        JsonNode.Parse(line)!["level"]!.GetValue<string>().ShouldBe("critical");
        JsonNode.Parse(line)!["message"]!.GetValue<string>().ShouldBe("no such file\nsecond line");
    }

    [Fact]
    public async Task Writes_readable_text()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { LogLevel = LogLevel.Debug });
        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().WithUid("u-8").ToBytes());

        var log = await webhook.StopAndReadLogAsync();

        log.Split('\n').ShouldContain(line => line.Contains(" debug skipped shop/web-* reason=not-requested") && line.Contains("uid=u-8"));
    }

    [Fact]
    public async Task Keeps_a_hostile_value_on_its_line()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().WithUid("x\n2026 info forged").ToBytes());

        var log = await webhook.StopAndReadLogAsync();

        log.Split('\n').ShouldNotContain(line => line.StartsWith("2026 info forged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_nothing_below_the_level_that_was_asked_for()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { LogLevel = LogLevel.Error });
        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        (await webhook.StopAndReadLogAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Has_written_every_line_when_the_webhook_is_gone()
    {
        var log = new WriterStream();
        var running = await WebhookHost.StartAsync(
            WebhookUnderTest.Options, new WebhookOverrides { Variable = static _ => null, OpenLog = () => log }, CancellationToken.None);
        await running.StopAsync(CancellationToken.None);

        await running.DisposeAsync();

        log.Writer.ShouldNotBeNull().IsAlive.ShouldBeFalse();
        log.Text.ShouldEndWith(" info  Stopped\n");
    }

    /// <summary>Remembers the thread that writes to it.</summary>
    private sealed class WriterStream : MemoryStream
    {
        internal Thread? Writer { get; private set; }

        internal string Text => System.Text.Encoding.UTF8.GetString(ToArray());

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writer = Thread.CurrentThread;
            base.Write(buffer);
        }
    }
}
