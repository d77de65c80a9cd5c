using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>An amount of a resource as its author wrote it.</summary>
/// <param name="Resource">Name of the resource, such as <c>cpu</c>.</param>
/// <param name="Text">The quantity without quotes; empty for <c>null</c>.</param>
/// <param name="IsNumber">Whether it is a bare number, which manifests may write (<c>cpu: 1</c>).</param>
public readonly record struct StatedAmount(Utf8Text Resource, Utf8Text Text, bool IsNumber);
