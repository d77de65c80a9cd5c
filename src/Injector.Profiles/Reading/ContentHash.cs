using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Injector.Profiles.Documents;

namespace Injector.Profiles.Reading;

/// <summary>Names the content of a profile: the same whatever the order of fields, the layout, or whether it was YAML or JSON.</summary>
internal static class ContentHash
{
    private const int HashCharacters = 12;

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the profile's canonical JSON.</summary>
    internal static string Of(string name, string? @namespace, SourceNode spec)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(@namespace ?? "");
            Write(spec, writer);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))[..HashCharacters];
    }

    private static void Write(SourceNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case SourceScalar { Type: ScalarType.String } text:
                writer.WriteStringValue(text.Text);
                break;
            case SourceScalar scalar:
                writer.WriteRawValue(scalar.Text);
                break;
            case SourceSequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case SourceMapping mapping:
                WriteMembers(mapping, writer);
                break;
        }
    }

    private static void WriteMembers(SourceMapping mapping, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in mapping.Members.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(value, writer);
        }

        writer.WriteEndObject();
    }
}
