using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Injector.Testing.Protobuf;

/// <summary>The messages of a set of protobuf files, as <c>protoc --include_imports --descriptor_set_out</c> writes one.</summary>
public sealed class ProtobufDefinitions
{
    private readonly Dictionary<string, MessageDescriptor> _messages = new(StringComparer.Ordinal);

    private ProtobufDefinitions(IEnumerable<FileDescriptor> files)
    {
        foreach (var message in files.SelectMany(file => file.MessageTypes))
        {
            Add(message);
        }
    }

    /// <summary>Reads a set.</summary>
    /// <param name="path">A serialized <c>google.protobuf.FileDescriptorSet</c> with all its imports.</param>
    public static ProtobufDefinitions Read(string path)
    {
        var set = FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(path));
        return new(FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString())));
    }

    /// <summary>The message of a full name such as <c>envoy.config.bootstrap.v3.Bootstrap</c>; <see langword="null"/> when the files define none.</summary>
    public MessageDescriptor? Find(string fullName) => _messages.GetValueOrDefault(fullName);

    private void Add(MessageDescriptor message)
    {
        _messages[message.FullName] = message;
        foreach (var nested in message.NestedTypes)
        {
            Add(nested);
        }
    }
}
