using System.Collections.Immutable;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads a map of quantities, which manifests may write as bare numbers (<c>cpu: 1</c>).</summary>
internal static class QuantityMapReader
{
    public static TextMap Read(ref JsonCursor cursor, string field)
    {
        if (!cursor.EnterObject(field))
        {
            return new TextMap(JsonPresence.Null, []);
        }

        var entries = ImmutableArray.CreateBuilder<KeyValuePair<Utf8Text, Utf8Text>>();
        while (cursor.NextMember())
        {
            var key = cursor.Name;
            entries.Add(new(key, cursor.TextOrNumber(field)));
        }

        return new TextMap(JsonPresence.Present, entries.DrainToImmutable());
    }
}
