using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;
using Injector.Testing.Hostile;
using Injector.Testing.RandomPods;

namespace Injector.Server.Tests.Hostile;

/// <summary>What others write into reviews reaches neither the terminal of who runs kubectl nor the one that shows the log.</summary>
public sealed class HostileTextTests
{
    private const int Runs = 150;

    private static readonly string[] Keys =
    [
        "injector.io/sidecar-mode", "injector.io/containers", "injector.io/injct", "logging.injector.io/output", "logging.injector.io/nope", "log-tail.injector.io/pattern",
        "metrics.injector.io/exporter", "ambassador.injector.io/outbound", "injector.io/status",
    ];

    [Theory]
    [InlineData(LogFormat.Text)]
    [InlineData(LogFormat.Json)]
    public async Task Denials_warnings_and_the_log_show_it(LogFormat format)
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { LogFormat = format, LogLevel = Microsoft.Extensions.Logging.LogLevel.Debug });
        var said = 0;
        for (var seed = 1; seed <= Runs; seed++)
        {
            var dice = new Dice(seed);
            var answer = await webhook.ReviewAsync(Review(dice));
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                HostileText.FoundIn(text).ShouldBeEmpty($"seed {seed}");
                continue;
            }

            foreach (var line in Said(JsonNode.Parse(text)!["response"]!))
            {
                said++;
                HostileText.FoundIn(line, lines: false).ShouldBeEmpty($"seed {seed}");
            }
        }

        said.ShouldBeGreaterThan(Runs / 2);
        var log = await webhook.StopAndReadLogAsync();
        HostileText.FoundIn(log).ShouldBeEmpty();
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThan(Runs / 2);
        lines.ShouldAllBe(line => format == LogFormat.Json ? line.StartsWith('{') : line.StartsWith("20"));
    }

    [Fact]
    public async Task A_json_log_keeps_the_value_itself()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { LogFormat = LogFormat.Json, LogLevel = Microsoft.Extensions.Logging.LogLevel.Debug });
        const string name = "a\u202eb\u001b[31mé";

        await webhook.ReviewAsync(AdmissionReviews.OfAPod().In(name).RequestingFor("log-tail").ToBytes());

        var log = await webhook.StopAndReadLogAsync();
        HostileText.FoundIn(log).ShouldBeEmpty();
        log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["namespace"]?.ToString()).ShouldContain(name);
    }

    [Fact]
    public async Task Profiles_that_are_refused_show_it()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { OwnNamespace = "injector-system" });
        var said = 0;
        for (var seed = 1; seed <= Runs; seed++)
        {
            var dice = new Dice(seed);
            var answer = await webhook.Client.PostAsync("/validate", WebhookUnderTest.Json(Profile(dice)));
            var text = await answer.Content.ReadAsStringAsync();
            foreach (var line in answer.IsSuccessStatusCode ? Said(JsonNode.Parse(text)!["response"]!) : [text])
            {
                said++;
                HostileText.FoundIn(line).ShouldBeEmpty($"seed {seed}");
            }
        }

        said.ShouldBeGreaterThan(Runs / 2);
        HostileText.FoundIn(await webhook.StopAndReadLogAsync()).ShouldBeEmpty();
    }

    private static IEnumerable<string> Said(JsonNode response)
    {
        if (response["status"]?["message"] is { } message)
        {
            yield return message.ToString();
        }

        foreach (var warning in response["warnings"]?.AsArray() ?? [])
        {
            warning!.ToString().Length.ShouldBeLessThanOrEqualTo(120);
            yield return warning.ToString();
        }

        foreach (var (_, value) in response["auditAnnotations"]?.AsObject() ?? [])
        {
            yield return value!.ToString();
        }
    }

    private static byte[] Review(Dice dice)
    {
        string Text(string ordinary) => dice.OneIn(3) ? ordinary : HostileText.Of(dice);
        var review = AdmissionReviews.OfAPod().WithUid(Text("u")).In(Text("shop")).For(dice.OneIn(6) ? Text("CREATE") : "CREATE")
            .RequestingFor(dice.OneIn(3) ? HostileText.Of(dice) : dice.Pick("log-tail", "logging", "metrics", "ambassador"));
        for (var more = dice.Between(0, 4); more > 0; more--)
        {
            var key = dice.Pick(Keys);
            review.Annotated(dice.OneIn(3) ? key + HostileText.Of(dice) : key, Text("x"));
        }

        var text = review.ToString();
        if (dice.OneIn(2))
        {
            text = text.Replace("\"name\":\"web\"", $"\"name\":{Quoted(HostileText.Of(dice))}", StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(dice.OneIn(10) ? text[..dice.Between(1, text.Length)] + HostileText.Of(dice) : text);
    }

    private static byte[] Profile(Dice dice)
    {
        string Text(string ordinary) => Quoted(dice.OneIn(2) ? ordinary : HostileText.Of(dice));
        return Encoding.UTF8.GetBytes($$$"""
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u","operation":"CREATE","namespace":{{{Text("shop")}}},"name":{{{Text("own")}}},
             "resource":{"group":"injector.io","version":"v1alpha1","resource":"sidecarprofiles"},"oldObject":null,"object":
             {"apiVersion":"injector.io/v1alpha1","kind":"SidecarProfile","metadata":{"name":{{{Text("own")}}},"namespace":"shop"},
              "spec":{"sidecars":[{"container":{"name":{{{Text("helper")}}},"image":{{{Text("example/helper")}}},{{{Text("args")}}}:[{{{Text("x")}}}]}}],{{{Text("description")}}}:"d" } } } }
            """);
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
