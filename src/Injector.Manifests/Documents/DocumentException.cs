using Injector.Core.Messages;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Documents;

/// <summary>An input that cannot be read: says where and what is wrong.</summary>
internal sealed class DocumentException : Exception
{
    /// <summary>Makes the exception from a whole message, one problem a line.</summary>
    public DocumentException(DisplayText message)
        : base(message)
    {
    }

    /// <summary>Makes the exception for a place.</summary>
    /// <param name="file">Name of the input, for people.</param>
    /// <param name="place">Place in the whole input; <see cref="TextPlace.None"/> when it is about the input as a whole.</param>
    /// <param name="problem">What is wrong.</param>
    public DocumentException(string file, TextPlace place, string problem)
        : base(DisplayText.Of(place.Exists ? $"{file}:{place.Line}:{place.Column}: {problem}" : $"{file}: {problem}"))
    {
    }
}
