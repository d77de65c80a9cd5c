using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;

namespace Injector.Server.Tests.Admission;

/// <summary>Whatever comes over the wire, the server's own bugs are not the answer.</summary>
public sealed partial class HostileRequestTests
{
    [Theory]
    [InlineData(LogFormat.Json)]
    [InlineData(LogFormat.Text)]
    public async Task Every_one_is_answered_or_refused_in_order_and_nothing_is_logged_as_an_error(LogFormat format)
    {
        await using var webhook = await WebhookUnderTest.StartAsync(WebhookUnderTest.Options with { LogFormat = format });
        var wrong = new List<string>();
        foreach (var (name, request) in HostileRequests.All)
        {
            var status = await StatusAsync(webhook, request);

            // 0: the connection was closed without a word, which is what some heads get; 505 is HTTP's word for a version that nobody speaks, 501 for an encoding.
            if (status is not (0 or 200 or (>= 400 and < 500) or 501 or 505))
            {
                wrong.Add($"{name}: {status}");
            }
        }

        wrong.ShouldBeEmpty();
        var metrics = await webhook.MetricsAsync();
        metrics.ShouldNotContain("result=\"error\"");
        await webhook.MetricAsync("injector_admission_in_flight 0");
        await webhook.MetricAsync("injector_admission_bodies_bytes 0");
        metrics.ShouldContain("injector_background_failures_total{loop=\"log-output\"} 0\n");
        var lines = (await webhook.StopAndReadLogAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => line.Contains(" error ", StringComparison.Ordinal) || line.Contains(" critical ", StringComparison.Ordinal)
            || line.Contains("\"level\":\"error\"", StringComparison.Ordinal) || line.Contains("\"level\":\"critical\"", StringComparison.Ordinal)).ShouldBeEmpty();
        lines.Max(line => line.Length).ShouldBeLessThan(24 * 1024);
        if (format == LogFormat.Json)
        {
            lines.ShouldAllBe(line => IsJson(line));
        }
    }

    [Fact]
    public async Task A_chunk_size_that_overflows_is_a_bad_request()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        (await StatusAsync(webhook, HostileRequests.All["a chunk size that overflows"])).ShouldBe(400);

        (await webhook.MetricsAsync()).ShouldContain("injector_admission_requests_total{reason=\"bad-request\",result=\"malformed\"} 1\n");
    }

    private static async Task<int> StatusAsync(WebhookUnderTest webhook, byte[] request)
    {
        await using var connection = await RawConnection.OpenAsync(webhook.Running.Address);
        try
        {
            await connection.SendAsync(request);
            await connection.EndAsync();
            var answer = await connection.ReceiveAsync("\r\n\r\n");
            return Status().Match(answer) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static bool IsJson(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.ValueKind == JsonValueKind.Object;
    }

    [GeneratedRegex(@"^HTTP/1\.[01] (\d{3}) ")]
    private static partial Regex Status();
}
