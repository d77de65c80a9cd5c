using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Injector.Kubernetes.Models;

/// <summary>
/// Writes times like Kubernetes' <c>MicroTime</c>: RFC 3339 in UTC, always with six fractional digits. The library's <c>KubernetesJson</c> omits a zero
/// fraction, which an API server rejects in a Lease (seen with 1.20), and its static constructor roots every model. A plain <c>Time</c> may have a fraction,
/// too.
/// </summary>
internal sealed class MicroTimeConverter : JsonConverter<DateTime>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)
            ? time.UtcDateTime
            : throw new JsonException("A time is not RFC 3339.");

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture));
}
