using System.Collections.Immutable;

namespace Injector.Diagnostics.Drift;

/// <summary>Fields that do not count, because something in the cluster writes them in every pod: a mirror of images, say.</summary>
/// <param name="names">Names of fields, such as <c>image</c> or <c>resources</c>; what is below such a field does not count either.</param>
internal sealed class IgnoredFields(ImmutableArray<string> names)
{
    /// <summary>Every field counts.</summary>
    public static IgnoredFields None { get; } = new([]);

    /// <summary>Whether the difference is of such a field.</summary>
    public bool Cover(FieldDifference difference)
    {
        foreach (var name in names)
        {
            if (Fields(difference.Path).Contains(name, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names of the fields on a path, without what stands in brackets: names of items and keys of maps.</summary>
    private static IEnumerable<string> Fields(string path) =>
        path.Split('[').SelectMany((part, index) => (index == 0 ? part : part[(part.IndexOf(']', StringComparison.Ordinal) + 1)..]).Split('.'));
}
