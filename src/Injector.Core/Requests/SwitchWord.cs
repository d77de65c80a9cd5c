namespace Injector.Core.Requests;

/// <summary>Words that switch other injectors on and off; here they would be profile names.</summary>
internal static class SwitchWord
{
    /// <summary>The quoted spelling <c>"true"</c> or <c>"false"</c> to use instead; <see langword="null"/> for any other word.</summary>
    public static string? Of(string word) => word switch
    {
        "enabled" or "enable" or "yes" or "on" => "\"true\"",
        "disabled" or "disable" or "no" or "off" => "\"false\"",
        _ => null,
    };
}
