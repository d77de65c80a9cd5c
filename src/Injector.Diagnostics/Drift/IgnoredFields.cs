using System.Collections.Immutable;

namespace Injector.Diagnostics.Drift;

/// <summary>Fields that are not compared, because something in the cluster writes them in every pod, such as a webhook that rewrites images.</summary>
/// <param name="names">Names of fields, such as <c>image</c> or <c>resources</c>; fields below them are ignored, too.</param>
internal sealed class IgnoredFields(ImmutableArray<string> names)
{
    /// <summary>Every field is compared.</summary>
    public static IgnoredFields None { get; } = new([]);

    /// <summary>Whether the difference is in an ignored field.</summary>
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

    /// <summary>The names of the fields on a path, without the parts in brackets: names of items and keys of maps.</summary>
    private static IEnumerable<string> Fields(string path) =>
        path.Split('[').SelectMany((part, index) => (index == 0 ? part : part[(part.IndexOf(']', StringComparison.Ordinal) + 1)..]).Split('.'));
}
