namespace Injector.Core.Settings;

/// <summary>Whether containers keep the user IDs that their profiles fix.</summary>
public enum FixedUsers
{
    /// <summary>They are kept.</summary>
    Keep,

    /// <summary>They are omitted, so that a platform such as OpenShift chooses from the namespace's range, or the image decides.</summary>
    Omit,
}

/// <summary>The spelling of <see cref="FixedUsers"/> in annotations and configuration.</summary>
public static class FixedUsersText
{
    /// <summary>The spelling of a choice about fixed users.</summary>
    /// <param name="users">The value.</param>
    public static string Text(this FixedUsers users) => users switch
    {
        FixedUsers.Keep => "keep",
        FixedUsers.Omit => "omit",
        _ => throw new ArgumentOutOfRangeException(nameof(users), users, "not a choice about fixed users"),
    };

    /// <summary>The value that a text spells; <see langword="null"/> when it spells none.</summary>
    /// <param name="text">The text, without spaces around it.</param>
    public static FixedUsers? Parse(string text) => text switch
    {
        "keep" => FixedUsers.Keep,
        "omit" => FixedUsers.Omit,
        _ => null,
    };
}
