using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads requests or limits.</summary>
internal static class QuantityMapReader
{
    public static AmountMap Read(ref JsonCursor cursor, string field)
    {
        if (!cursor.EnterObject(field))
        {
            return new AmountMap(JsonPresence.Null, []);
        }

        var entries = new JsonItems<StatedAmount>();
        while (cursor.NextMember())
        {
            entries.Add(new StatedAmount(cursor.Name, cursor.TextOrNumber(field), cursor.IsNumber));
        }

        return new AmountMap(JsonPresence.Present, entries.ToImmutable());
    }
}
