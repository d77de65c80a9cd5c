namespace Injector.Server.Logging;

/// <summary>How log lines are written.</summary>
public enum LogFormat
{
    /// <summary>One readable line an event.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
