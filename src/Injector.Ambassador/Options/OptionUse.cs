namespace Injector.Ambassador.Options;

/// <summary>Where an option means something.</summary>
[Flags]
internal enum OptionUse
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>Towards the outside.</summary>
    Outbound = 1,

    /// <summary>Towards the application.</summary>
    Inbound = 2,

    /// <summary>In both directions.</summary>
    Both = Outbound | Inbound,

    /// <summary>Only where HTTP is spoken.</summary>
    HttpOnly = 4,

    /// <summary>Only with TLS.</summary>
    TlsOnly = 8,
}
