using Google.Protobuf;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>Reads the log records of an OTLP request (opentelemetry.proto.collector.logs.v1, in protobuf) as far as the tests ask.</summary>
internal sealed record OtlpLogs(string Body, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>All records, through ResourceLogs, ScopeLogs and LogRecord.</summary>
    public static IReadOnlyList<OtlpLogs> Read(byte[] request) =>
        [.. Parts(request, 1).SelectMany(resource => Parts(resource, 2)).SelectMany(scope => Parts(scope, 2)).Select(Record)];

    private static OtlpLogs Record(byte[] record) => new(
        Text(Parts(record, 5).Single()),
        Parts(record, 6).ToDictionary(attribute => Parts(attribute, 1).Select(ByteString.CopyFrom).Single().ToStringUtf8(), attribute => Text(Parts(attribute, 2).Single())));

    // AnyValue.string_value.
    private static string Text(byte[] value) => ByteString.CopyFrom(Parts(value, 1).Single()).ToStringUtf8();

    /// <summary>Every value of a field whose values have a length.</summary>
    private static List<byte[]> Parts(byte[] message, int field)
    {
        var (parts, input) = (new List<byte[]>(), new CodedInputStream(message));
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
            {
                parts.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return parts;
    }
}
