using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Injector.Testing.Protobuf;

/// <summary>
/// Reads an option that a protobuf file defines itself. No class was generated for such an option, so it is decoded by the descriptor that the
/// same set of files carries: fields by name, values as <see cref="decimal"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>,
/// a nested dictionary, or a list of these.
/// </summary>
internal static class OptionReader
{
    /// <summary>The bytes of the last occurrence of a length-delimited field, or <see langword="null"/>.</summary>
    public static byte[]? Bytes(IMessage? options, int number)
    {
        byte[]? found = null;
        var input = new CodedInputStream(options?.ToByteArray() ?? []);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == WireFormat.MakeTag(number, WireFormat.WireType.LengthDelimited))
            {
                found = input.ReadBytes().ToByteArray();
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }

    /// <summary>Whether a boolean option is set.</summary>
    public static bool Flag(IMessage? options, int number)
    {
        var set = false;
        var input = new CodedInputStream(options?.ToByteArray() ?? []);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == WireFormat.MakeTag(number, WireFormat.WireType.Varint))
            {
                set = input.ReadBool();
            }
            else
            {
                input.SkipLastField();
            }
        }

        return set;
    }

    /// <summary>Decodes a message.</summary>
    public static Dictionary<string, object> Decode(byte[] bytes, MessageDescriptor type)
    {
        var result = new Dictionary<string, object>(StringComparer.Ordinal);
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
        {
            if (type.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag)) is { } field)
            {
                Keep(result, field, Value(input, field));
            }
            else
            {
                input.SkipLastField();
            }
        }

        return result;
    }

    private static void Keep(Dictionary<string, object> result, FieldDescriptor field, object value)
    {
        if (!field.IsRepeated)
        {
            result[field.Name] = value;
            return;
        }

        if (!result.TryGetValue(field.Name, out var list))
        {
            result[field.Name] = list = new List<object>();
        }

        ((List<object>)list).Add(value);
    }

    private static object Value(CodedInputStream input, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => input.ReadBool(),
        FieldType.String => input.ReadString(),
        FieldType.Bytes => input.ReadBytes().ToStringUtf8(),
        FieldType.Float => (double)input.ReadFloat(),
        FieldType.Double => input.ReadDouble(),
        FieldType.Int32 or FieldType.Enum => (decimal)input.ReadInt32(),
        FieldType.Int64 => (decimal)input.ReadInt64(),
        FieldType.UInt32 => (decimal)input.ReadUInt32(),
        FieldType.UInt64 => (decimal)input.ReadUInt64(),
        FieldType.Message => Decode(input.ReadBytes().ToByteArray(), field.MessageType),
        _ => throw new NotSupportedException($"{field.FullName} is a {field.FieldType}: read it here when a rule uses it"),
    };
}
