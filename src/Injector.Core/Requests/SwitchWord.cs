namespace Injector.Core.Requests;

/// <summary>Words by which other injectors are switched on and off; here they would be names of profiles.</summary>
internal static class SwitchWord
{
    /// <summary><c>"true"</c> or <c>"false"</c> in quotes, as they are to be written; <see langword="null"/> for any other word.</summary>
    public static string? Of(string word) => word switch
    {
        "enabled" or "enable" or "yes" or "on" => "\"true\"",
        "disabled" or "disable" or "no" or "off" => "\"false\"",
        _ => null,
    };
}
