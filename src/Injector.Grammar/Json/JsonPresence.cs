namespace Injector.Grammar.Json;

/// <summary>Whether a received document has a collection; an RFC 6902 <c>add</c> can insert into it only when it is present.</summary>
public enum JsonPresence
{
    /// <summary>The member is missing: it must be created.</summary>
    Absent,

    /// <summary>The member is <c>null</c>: it must be created as well.</summary>
    Null,

    /// <summary>The member is an object or an array, possibly empty: it can be added to.</summary>
    Present,
}
