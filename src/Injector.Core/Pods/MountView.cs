using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>A volume mount of a container.</summary>
/// <param name="Volume">Name of the volume.</param>
/// <param name="Path"><c>mountPath</c>.</param>
/// <param name="SubPath"><c>subPath</c>; empty for the whole volume.</param>
/// <param name="SubPathExpr"><c>subPathExpr</c>; empty when not used.</param>
/// <param name="ReadOnly"><c>readOnly</c>.</param>
public readonly record struct MountView(Utf8Text Volume, Utf8Text Path, Utf8Text SubPath, Utf8Text SubPathExpr, bool ReadOnly);
