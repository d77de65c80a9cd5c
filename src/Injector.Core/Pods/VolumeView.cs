using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>A volume of a pod.</summary>
/// <param name="Name">Name.</param>
/// <param name="Json">The volume's JSON, for comparing definitions.</param>
public readonly record struct VolumeView(Utf8Text Name, ReadOnlyMemory<byte> Json);
