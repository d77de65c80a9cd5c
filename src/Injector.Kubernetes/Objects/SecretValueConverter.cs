using System.Text.Json;
using System.Text.Json.Serialization;

namespace Injector.Kubernetes.Objects;

/// <summary>
/// Values of a Secret. One that is not base64 reads as <see langword="null"/> and is left out; the serializer would refuse the whole Secret, and with it
/// the way to repair it.
/// </summary>
internal sealed class SecretValueConverter : JsonConverter<byte[]>
{
    public override byte[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.TryGetBytesFromBase64(out var bytes) ? bytes : null;
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value);
}
