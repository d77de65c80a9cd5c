using System.Buffers;
using System.Text;
using System.Text.Json;
using Injector.Yaml.Nodes;

namespace Injector.Yaml.Editing;

/// <summary>Writes an edited JSON document: unchanged parts keep their bytes, and new ones are formatted like their neighbours.</summary>
public ref struct JsonEditor
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ArrayBufferWriter<byte> _result = new();
    private readonly string _newLine;
    private readonly string _step;
    private readonly string _colon;

    private JsonEditor(ReadOnlySpan<byte> text, JsonPiece root)
    {
        _text = text;
        _newLine = text.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var isEmpty = root.Members.Count == 0;
        var lead = isEmpty ? "\n  " : Between(root.Start + 1, root.Members[0].Start);
        var step = lead[(lead.LastIndexOf('\n') + 1)..];
        _step = step.Trim(' ').Length == 0 || step.Trim('\t').Length == 0 ? step : "  ";
        _colon = isEmpty || root.Kind is JsonTokenType.StartArray ? ": " : Between(root.Members[0].NameEnd, root.Members[0].Value.Start);
    }

    /// <summary>Writes a document.</summary>
    /// <param name="text">The text that the tree was read from: one JSON value.</param>
    /// <param name="root">The edited tree.</param>
    public static ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> text, TreeNode root)
    {
        var piece = JsonPiece.Read(text);
        var editor = new JsonEditor(text, piece);
        editor.Put(text[..piece.Start]);
        editor.Put(root, piece, "", text.Contains((byte)'\n'));
        editor.Put(text[piece.End..]);
        return editor._result.WrittenMemory;
    }

    private readonly string Between(int start, int end) => Encoding.UTF8.GetString(_text[start..end]);

    private readonly void Put(ReadOnlySpan<byte> bytes) => _result.Write(bytes);

    private readonly void Put(string text) => Encoding.UTF8.GetBytes(text, _result);

    private readonly void Put(TreeNode node, JsonPiece? piece, string indent, bool isLaidOut)
    {
        if (piece is not null && piece.Says(node))
        {
            Put(_text[piece.Start..piece.End]);
        }
        else if (node is MappingNode mapping && piece?.Kind is JsonTokenType.StartObject)
        {
            PutMembers([.. mapping.Entries.Select(entry => (piece.Named(entry.Name), entry.Name, entry.Value))], piece, indent, isLaidOut);
        }
        else if (node is SequenceNode sequence && piece?.Kind is JsonTokenType.StartArray)
        {
            PutMembers([.. sequence.Items.Select(item => (piece.At(item.Location), "", item))], piece, indent, isLaidOut);
        }
        else
        {
            PutNew(node, indent, isLaidOut);
        }
    }

    private readonly void PutMembers(List<(int Number, string Name, TreeNode Value)> members, JsonPiece piece, string indent, bool isLaidOut)
    {
        var old = piece.Members;
        var opening = old.Count > 0 ? Between(piece.Start + 1, old[0].Start) : isLaidOut ? _newLine + indent + _step : "";
        var closing = old.Count > 0 ? Between(old[^1].Value.End, piece.End - 1) : isLaidOut ? _newLine + indent : "";
        var isInLines = opening.Contains('\n');
        var separator = old.Count > 1 ? Between(old[0].Value.End, old[1].Start) : isInLines ? "," + opening : _colon.EndsWith(' ') ? ", " : ",";
        var inner = isInLines ? opening[(opening.LastIndexOf('\n') + 1)..] : indent;
        Put(_text[piece.Start..(piece.Start + 1)]);
        for (var i = 0; i < members.Count; i++)
        {
            var (number, name, value) = members[i];
            Put(i == 0 ? opening : number > 0 ? Between(old[number - 1].Value.End, old[number].Start) : separator);
            if (number >= 0)
            {
                Put(_text[old[number].Start..old[number].Value.Start]);
            }
            else if (piece.Kind is JsonTokenType.StartObject)
            {
                Put(JsonTreeWriter.Write(ScalarNode.Text(name)).Span);
                Put(_colon);
            }

            Put(value, number >= 0 ? old[number].Value : null, inner, isInLines);
        }

        Put(members.Count > 0 ? closing : "");
        Put(_text[(piece.End - 1)..piece.End]);
    }

    private readonly void PutNew(TreeNode node, string indent, bool isLaidOut)
    {
        if (!isLaidOut)
        {
            Put(JsonTreeWriter.Write(node).Span);
            return;
        }

        var options = JsonTreeWriter.Indented with { NewLine = _newLine, IndentCharacter = _step.StartsWith('\t') ? '\t' : ' ', IndentSize = Math.Min(_step.Length, 16) };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            JsonTreeWriter.Write(node, writer);
        }

        Put(Encoding.UTF8.GetString(buffer.WrittenSpan).Replace(_newLine, _newLine + indent, StringComparison.Ordinal));
    }
}
