using Injector.Grammar.Json;

namespace Injector.Core.Planning.Editions;

/// <summary>Compares image references in the ways that registries mirror them (grammar: the reference package of distribution).</summary>
internal static class ImageReference
{
    /// <summary>
    /// Whether both name the same repository, whatever the registry: one path must be the end of the other, because a mirror may prepend a prefix.
    /// </summary>
    public static bool HaveSamePath(Utf8Text one, Utf8Text other) => EndsWithPath(Path(one), Path(other)) || EndsWithPath(Path(other), Path(one));

    /// <summary>
    /// Whether an admission plugin may have replaced one image by the other: the same repository, and the same tag or digest. A digest may replace a tag, since
    /// signature verifiers resolve tags.
    /// </summary>
    public static bool MayReplace(Utf8Text written, Utf8Text original)
    {
        if (written.Equals(original))
        {
            return true;
        }

        if (!HaveSamePath(written, original))
        {
            return false;
        }

        var now = Parts(written);
        var before = Parts(original);
        return !now.Digest.IsEmpty
            ? before.Digest.IsEmpty ? now.Tag.IsEmpty || now.Tag.SequenceEqual(before.Tag) : now.Digest.SequenceEqual(before.Digest)
            : before.Digest.IsEmpty && TagOrLatest(now.Tag).SequenceEqual(TagOrLatest(before.Tag));
    }

    /// <summary>Whether the two repositories have the same name, regardless of folder and registry.</summary>
    public static bool HaveSameName(Utf8Text one, Utf8Text other) => Name(one) is { IsEmpty: false } name && name.SequenceEqual(Name(other));

    /// <summary>The repository's name without its folders, registry, tag and digest.</summary>
    public static ReadOnlySpan<byte> Name(Utf8Text image)
    {
        var name = Parts(image).Name;
        return name[(name.LastIndexOf((byte)'/') + 1)..];
    }

    private static ReadOnlySpan<byte> TagOrLatest(ReadOnlySpan<byte> tag) => tag.IsEmpty ? "latest"u8 : tag;

    private static bool EndsWithPath(ReadOnlySpan<byte> path, ReadOnlySpan<byte> end) =>
        !end.IsEmpty && path.EndsWith(end) && (path.Length == end.Length || path[^(end.Length + 1)] == '/');

    /// <summary>The path without the registry, and without the folder that Docker Hub implies.</summary>
    private static ReadOnlySpan<byte> Path(Utf8Text image)
    {
        var name = Parts(image).Name;
        var slash = name.IndexOf((byte)'/');

        // Only a first segment that looks like a host is one: it has a dot or a port, or is localhost.
        if (slash >= 0 && (name[..slash].IndexOfAny((byte)'.', (byte)':') >= 0 || name[..slash].SequenceEqual("localhost"u8)))
        {
            name = name[(slash + 1)..];
        }

        return name.StartsWith("library/"u8) ? name["library/".Length..] : name;
    }

    private static Reference Parts(Utf8Text image)
    {
        var name = image.Bytes.Span;
        ReadOnlySpan<byte> digest = [];
        if (name.IndexOf((byte)'@') is >= 0 and var at)
        {
            digest = name[(at + 1)..];
            name = name[..at];
        }

        return name.LastIndexOf((byte)':') is var colon && colon > name.LastIndexOf((byte)'/')
            ? new Reference(name[..colon], name[(colon + 1)..], digest)
            : new Reference(name, [], digest);
    }

    private readonly ref struct Reference(ReadOnlySpan<byte> name, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> digest)
    {
        public ReadOnlySpan<byte> Name { get; } = name;

        public ReadOnlySpan<byte> Tag { get; } = tag;

        public ReadOnlySpan<byte> Digest { get; } = digest;
    }
}
