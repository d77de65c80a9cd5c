namespace Injector.Core.Profiles.Parameters;

/// <summary>The types that a parameter may have.</summary>
public enum ParameterType
{
    /// <summary>Any text without control characters.</summary>
    String,

    /// <summary>Text of several lines, up to 64 KiB; no control characters except line breaks and tabs.</summary>
    Text,

    /// <summary>A 64-bit integer.</summary>
    Integer,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A port number, 1 to 65535.</summary>
    Port,

    /// <summary>An absolute path without <c>..</c> segments.</summary>
    Path,

    /// <summary>A DNS name or an IP address.</summary>
    Host,

    /// <summary>A Kubernetes quantity such as <c>250m</c> or <c>64Mi</c>.</summary>
    Quantity,

    /// <summary>A duration such as <c>500ms</c>, <c>30s</c> or <c>1m30s</c>.</summary>
    Duration,

    /// <summary>A user ID, 0 to 2147483647, or empty for none, which leaves the choice to the image or the platform.</summary>
    User,

    /// <summary>Values separated by commas or line breaks.</summary>
    List,

    /// <summary>One of a fixed set of words.</summary>
    Enum,
}
