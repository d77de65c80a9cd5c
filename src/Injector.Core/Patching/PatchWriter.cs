using System.Buffers;
using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Patching;

/// <summary>Writes RFC 6902 operations one after another.</summary>
internal sealed class PatchWriter : IDisposable
{
    private readonly Utf8JsonWriter _writer;

    public PatchWriter(IBufferWriter<byte> output)
    {
        _writer = new Utf8JsonWriter(output, RelaxedJson.Options);
        _writer.WriteStartArray();
    }

    /// <summary>Adds a value that is already JSON.</summary>
    public void Add(string path, ReadOnlyMemory<byte> json) => Write("add", path, json);

    /// <summary>Replaces an existing value by one that is already JSON.</summary>
    public void Replace(string path, ReadOnlyMemory<byte> json) => Write("replace", path, json);

    private void Write(string operation, string path, ReadOnlyMemory<byte> json)
    {
        Begin(operation, path);
        _writer.WritePropertyName("value"u8);
        _writer.WriteRawValue(json.Span, skipInputValidation: true);
        _writer.WriteEndObject();
    }

    public void Add(string path, string text)
    {
        Begin("add", path);
        _writer.WriteString("value"u8, text);
        _writer.WriteEndObject();
    }

    /// <summary>Adds an array of values that are already JSON.</summary>
    public void AddArray(string path, IEnumerable<ReadOnlyMemory<byte>> items)
    {
        Begin("add", path);
        _writer.WriteStartArray("value"u8);
        foreach (var item in items)
        {
            _writer.WriteRawValue(item.Span, skipInputValidation: true);
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    public void AddMap(string path, IEnumerable<KeyValuePair<string, string>> entries)
    {
        Begin("add", path);
        _writer.WriteStartObject("value"u8);
        foreach (var (key, value) in entries)
        {
            _writer.WriteString(key, value);
        }

        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    public void Remove(string path)
    {
        Begin("remove", path);
        _writer.WriteEndObject();
    }

    public void Dispose()
    {
        _writer.WriteEndArray();
        _writer.Dispose();
    }

    private void Begin(string operation, string path)
    {
        _writer.WriteStartObject();
        _writer.WriteString("op"u8, operation);
        _writer.WriteString("path"u8, path);
    }
}
