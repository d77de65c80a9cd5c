namespace Injector.Certificates;

/// <summary>PEM text and the name under which people know it.</summary>
/// <param name="Name">File name for messages.</param>
/// <param name="Content">The bytes of the file.</param>
public sealed record PemSource(string Name, ReadOnlyMemory<byte> Content);
