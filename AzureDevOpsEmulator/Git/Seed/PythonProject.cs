namespace AzureDevOpsEmulator.Git.Seed;

internal static class PythonProject
{
    public static IReadOnlyList<SeedStep> Steps(SeedNames names)
    {
        var package = "src/" + names.Slug.Replace('-', '_');
        return
        [
            SeedProjects.Readme(names, "pip install -e .\npytest"),
            new("Set up the package", ("pyproject.toml", Project(names, "0.1.0")), ($"{package}/__init__.py", "")),
            new("Predict passes over a ground station", ($"{package}/passes.py", Passes)),
            new("Ignore caches", (".gitignore", "__pycache__/\n.venv/\n*.egg-info/\n")),
            SeedProjects.Pipeline("ubuntu-latest", "pip install -e . && pytest"),
            new("Test that a pass has an end", ("tests/test_passes.py", "def test_a_pass_ends_after_it_begins():\n    assert 0 < 600\n")),
            new("Read stations from a file", ($"{package}/stations.py", Stations), ("data/stations.csv", Weilheim)),
            SeedProjects.Contributing,
            new("Add the station in Kiruna", ("data/stations.csv", Weilheim + "Kiruna,67.86,20.96\n")),
            new("Release 0.2.0", ("pyproject.toml", Project(names, "0.2.0"))),
        ];
    }

    private const string Weilheim = "name,latitude,longitude\nWeilheim,47.88,11.08\n";

    private const string Passes = """
        from dataclasses import dataclass

        @dataclass(frozen=True)
        class Pass:
            station: str
            rises: float
            sets: float

            @property
            def seconds(self) -> float:
                return self.sets - self.rises

        """;

    private const string Stations = """
        import csv
        from pathlib import Path

        def read(path: Path) -> list[dict[str, str]]:
            with path.open(newline="") as file:
                return list(csv.DictReader(file))

        """;

    private static string Project(SeedNames names, string version) => $"""
        [project]
        name = "{names.Slug}"
        version = "{version}"
        requires-python = ">=3.11"

        """;
}
