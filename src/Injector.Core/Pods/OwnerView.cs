using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>The owner reference with <c>controller: true</c>.</summary>
/// <param name="Kind">Kind of the owner.</param>
/// <param name="Name">Name of the owner.</param>
public sealed record OwnerView(Utf8Text Kind, Utf8Text Name);
