namespace ConnectWizard.Startup;

/// <summary>A path that answers on the host of <c>PublicUrl</c> and the public listener, with all below it. The feature that serves it registers it.</summary>
public sealed record PublicPath(string Prefix)
{
    /// <summary>A file that a public page is made of.</summary>
    public bool IsPart { get; init; }

    /// <summary>People need it, too, where they have a listener of their own.</summary>
    public bool IsForPeople { get; init; }

    internal PathString Path { get; } = new(Prefix);

    internal bool Contains(PathString path) => path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);
}
