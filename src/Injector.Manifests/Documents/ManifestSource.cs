namespace Injector.Manifests.Documents;

/// <summary>One input: a file or the standard input.</summary>
/// <param name="Name">Name for people; <c>stdin</c> for the standard input.</param>
/// <param name="Bytes">The content, exactly.</param>
internal sealed record ManifestSource(string Name, ReadOnlyMemory<byte> Bytes);
