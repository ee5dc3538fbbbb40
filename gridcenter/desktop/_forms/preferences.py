# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'preferences.ui'
##
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QFormLayout,
    QHBoxLayout, QLabel, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)

class Ui_Preferences(object):
    def setupUi(self, Preferences):
        if not Preferences.objectName():
            Preferences.setObjectName(u"Preferences")
        Preferences.resize(440, 260)
        self.column = QVBoxLayout(Preferences)
        self.column.setSpacing(16)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 24, 24, 16)
        self.form = QFormLayout()
        self.form.setObjectName(u"form")
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(12)
        self.schemeLabel = QLabel(Preferences)
        self.schemeLabel.setObjectName(u"schemeLabel")
        self.schemeLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.schemeLabel)

        self.scheme = QComboBox(Preferences)
        self.scheme.setObjectName(u"scheme")

        self.form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.scheme)

        self.languageLabel = QLabel(Preferences)
        self.languageLabel.setObjectName(u"languageLabel")
        self.languageLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.languageLabel)

        self.language = QComboBox(Preferences)
        self.language.setObjectName(u"language")

        self.form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.language)

        self.scaleLabel = QLabel(Preferences)
        self.scaleLabel.setObjectName(u"scaleLabel")
        self.scaleLabel.setTextFormat(Qt.TextFormat.PlainText)

        self.form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.scaleLabel)

        self.scale = QComboBox(Preferences)
        self.scale.setObjectName(u"scale")

        self.form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.scale)


        self.column.addLayout(self.form)

        self.note = QLabel(Preferences)
        self.note.setObjectName(u"note")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty(u"role", u"caption")
        self.note.setProperty(u"tone", u"tertiary")

        self.column.addWidget(self.note)

        self.gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.gap)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.stretch)

        self.done = QPushButton(Preferences)
        self.done.setObjectName(u"done")
        self.done.setProperty(u"kind", u"primary")

        self.buttons.addWidget(self.done)


        self.column.addLayout(self.buttons)


        self.retranslateUi(Preferences)
        self.done.clicked.connect(Preferences.accept)

        self.done.setDefault(True)


        QMetaObject.connectSlotsByName(Preferences)
    # setupUi

    def retranslateUi(self, Preferences):
        pass
    # retranslateUi

