using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Identifies the content of a profile, independent of the order of fields, of layout, and of YAML or JSON.</summary>
internal static class ContentHash
{
    private const int HashCharacters = 12;

    /// <summary>The field describes earlier versions and not what this one adds: listing them must not make every pod outdated.</summary>
    private const string History = "earlierImages";

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the profile's canonical JSON.</summary>
    internal static string Of(string name, string? @namespace, TreeNode spec)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(@namespace ?? "");
            Write(spec, writer, History);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))[..HashCharacters];
    }

    private static void Write(TreeNode node, Utf8JsonWriter writer, string? except = null)
    {
        switch (node)
        {
            case ScalarNode { Kind: ScalarKind.String } text:
                writer.WriteStringValue(text.JsonText);
                break;
            case ScalarNode scalar:
                writer.WriteRawValue(scalar.JsonText);
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case MappingNode mapping:
                WriteMembers(mapping, writer, except);
                break;
        }
    }

    private static void WriteMembers(MappingNode mapping, Utf8JsonWriter writer, string? except)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in mapping.Entries.Where(member => member.Name != except).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(value, writer);
        }

        writer.WriteEndObject();
    }
}
