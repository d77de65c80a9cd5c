namespace Injector.Ambassador.Model;

/// <summary>The kinds of addresses that the pod has, and so those that the ambassador listens on for others.</summary>
internal enum AddressFamilies
{
    /// <summary>IPv4 alone, which every node can.</summary>
    IPv4,

    /// <summary>IPv6 alone.</summary>
    IPv6,

    /// <summary>Both. On a node without IPv6 nothing could be listened on.</summary>
    Dual,
}
