using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Server.Observability.Logging;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Tests.Observability.Logging;

public sealed class LogLineTests
{
    private static readonly DateTimeOffset Moment = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void Writes_json_with_typed_fields()
    {
        var line = new ArrayBufferWriter<byte>();
        KeyValuePair<string, object?>[] fields =
            [new("Flag", true), new("Count", 3), new("Big", 4L), new("Nothing", null), new("@namespace", "shop"), new("{OriginalFormat}", "template")];

        JsonLogLine.Write(line, new LogEvent(Moment, LogLevel.Warning, "Category", "Event", fields, null), "a message");

        Encoding.UTF8.GetString(line.WrittenSpan).ShouldBe(
            "{\"time\":\"2026-01-02T03:04:05.678Z\",\"level\":\"warn\",\"event\":\"Event\",\"category\":\"Category\",\"message\":\"a message\","
            + "\"flag\":true,\"count\":3,\"big\":4,\"nothing\":null,\"namespace\":\"shop\"}\n");
    }

    [Fact]
    public void Keeps_an_exception_in_one_line_of_json()
    {
        var line = new ArrayBufferWriter<byte>();

        JsonLogLine.Write(line, new LogEvent(Moment, LogLevel.Error, "C", null, null, new InvalidOperationException("two\nlines")), "m");

        var text = Encoding.UTF8.GetString(line.WrittenSpan);
        text.Count(character => character == '\n').ShouldBe(1);
        JsonNode.Parse(text)!["exception"]!.GetValue<string>().ShouldContain("two\nlines");
    }

    [Fact]
    public void Writes_text_with_time_and_level_and_no_second_line()
    {
        var line = new ArrayBufferWriter<byte>();

        TextLogLine.Write(line, new LogEvent(Moment, LogLevel.Information, "C", "E", null, null), "first\nsecond\u001b[31m");

        Encoding.UTF8.GetString(line.WrittenSpan).ShouldBe("2026-01-02T03:04:05.678Z info  first\\nsecond\\u001b[31m\n");
    }
}
