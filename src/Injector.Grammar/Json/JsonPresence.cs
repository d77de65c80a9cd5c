namespace Injector.Grammar.Json;

/// <summary>How a collection stands in a received document; RFC 6902 lets <c>add</c> reach into it only when it is there.</summary>
public enum JsonPresence
{
    /// <summary>The member is missing: it must be created.</summary>
    Absent,

    /// <summary>The member is <c>null</c>: it must be created as well.</summary>
    Null,

    /// <summary>The member is an object or an array, perhaps empty: it can be added to.</summary>
    Present,
}
