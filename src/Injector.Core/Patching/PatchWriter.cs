using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Patching;

/// <summary>
/// Writes RFC 6902 operations one after another, from the left to the right: the kind of operation, its path piece by piece, and its value, which ends it.
/// </summary>
internal readonly struct PatchWriter(JsonBuffer output)
{
    /// <summary>Starts the patch.</summary>
    public static PatchWriter Begin(JsonBuffer output)
    {
        output.Write("["u8);
        return new PatchWriter(output);
    }

    /// <summary>Ends the patch.</summary>
    public void End() => output.Write("]"u8);

    public PatchWriter Add() => Operation("{\"op\":\"add\",\"path\":\""u8);

    public PatchWriter Replace() => Operation("{\"op\":\"replace\",\"path\":\""u8);

    public PatchWriter Remove() => Operation("{\"op\":\"remove\",\"path\":\""u8);

    /// <summary>A piece of the path that needs no escapes, with its slashes.</summary>
    public PatchWriter At(ReadOnlySpan<byte> path)
    {
        output.Write(path);
        return this;
    }

    /// <summary>The path of a container of the pod.</summary>
    public PatchWriter At(ContainerView container) => At(container.IsInit ? "/spec/initContainers"u8 : "/spec/containers"u8).At(container.Index);

    /// <summary>A slash and an index.</summary>
    public PatchWriter At(int index)
    {
        output.Write((byte)'/');
        output.Write(index);
        return this;
    }

    /// <summary>A slash and the name of a member, whatever is in it (RFC 6901).</summary>
    public PatchWriter AtMember(ReadOnlySpan<char> name)
    {
        output.Write((byte)'/');
        while (name.IndexOfAny('~', '/') is >= 0 and var special)
        {
            JsonTextWriter.WriteEscaped(output, name[..special]);
            output.Write(name[special] == '~' ? "~0"u8 : "~1"u8);
            name = name[(special + 1)..];
        }

        JsonTextWriter.WriteEscaped(output, name);
        return this;
    }

    /// <summary>A slash and a pointer without its leading slash.</summary>
    public PatchWriter AtPointer(ReadOnlySpan<char> pointer)
    {
        output.Write((byte)'/');
        JsonTextWriter.WriteEscaped(output, pointer);
        return this;
    }

    /// <summary>Ends an operation that has no value.</summary>
    public void Done() => output.Write("\"}"u8);

    /// <summary>A value that is already JSON.</summary>
    public void Json(ReadOnlySpan<byte> json)
    {
        Value();
        output.Write(json);
        output.Write((byte)'}');
    }

    /// <summary>A value that is already JSON, as text.</summary>
    public void Json(string json)
    {
        Value();
        output.WriteText(json);
        output.Write((byte)'}');
    }

    public void Text(string text)
    {
        Value();
        JsonTextWriter.WriteQuoted(output, text);
        output.Write((byte)'}');
    }

    /// <summary>A text that is at hand as UTF-8.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        Value();
        JsonTextWriter.WriteQuoted(output, text);
        output.Write((byte)'}');
    }

    public void Number(long number)
    {
        Value();
        output.Write(number);
        output.Write((byte)'}');
    }

    /// <summary>An array; <see cref="Item"/> adds to it and <see cref="EndArray"/> ends it and the operation.</summary>
    public PatchWriter BeginArray()
    {
        Value();
        output.Write((byte)'[');
        return this;
    }

    public void Item(ReadOnlySpan<byte> json)
    {
        Separate((byte)'[');
        output.Write(json);
    }

    public void EndArray() => output.Write("]}"u8);

    /// <summary>An object; <see cref="Member(string, string)"/> adds to it and <see cref="EndObject"/> ends it and the operation.</summary>
    public PatchWriter BeginObject()
    {
        Value();
        output.Write((byte)'{');
        return this;
    }

    public void Member(string name, string text)
    {
        Separate((byte)'{');
        JsonTextWriter.WriteQuoted(output, name);
        output.Write((byte)':');
        JsonTextWriter.WriteQuoted(output, text);
    }

    public void Member(string name, ReadOnlySpan<byte> text)
    {
        Separate((byte)'{');
        JsonTextWriter.WriteQuoted(output, name);
        output.Write((byte)':');
        JsonTextWriter.WriteQuoted(output, text);
    }

    public void EndObject() => output.Write("}}"u8);

    private PatchWriter Operation(ReadOnlySpan<byte> start)
    {
        Separate((byte)'[');
        output.Write(start);
        return this;
    }

    private void Value() => output.Write("\",\"value\":"u8);

    // Only what opens an array or an object ends in that bracket; items and members end in something else.
    private void Separate(byte opening)
    {
        if (output.Last != opening)
        {
            output.Write((byte)',');
        }
    }
}
