"""What QML binds to: props derived from a snapshot by pure functions, shown by thin objects that notify changes."""

QML_IMPORT_NAME = "Lotline"
QML_IMPORT_MAJOR_VERSION = 1
