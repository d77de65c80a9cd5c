using System.Collections.Immutable;

namespace Injector.Server.Snapshots;

/// <summary>What is wrong with the profiles as they stand now; replaced whole by every reload.</summary>
internal sealed class ProfileErrors
{
    private volatile string[] _current = [];

    internal ImmutableArray<string> Current => System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(_current);

    internal void Replace(IEnumerable<string> errors) => _current = [.. errors];
}
